//! Channels as items of a picker: the standard ones, then the catalog's own.

use crate::model::Channel;
use crate::ui::ctx::UiCtx;
use crate::ui::widgets::PickItem;

/// What the ids of the catalog's own channels begin with, so that none is taken for a standard one.
const OWN: &str = "other/";

/// Every channel there is.
pub(super) fn items(ctx: &UiCtx<'_>) -> Vec<PickItem> {
    let standard = Channel::STANDARD.into_iter().map(|channel| PickItem {
        id: id(&channel),
        label: ctx.text(label(&channel).unwrap_or_default()),
        detail: String::new(),
    });
    let own = ctx.catalog().channels.iter().map(|name| PickItem {
        id: format!("{OWN}{name}"),
        label: name.clone(),
        detail: String::new(),
    });
    standard.chain(own).collect()
}

/// The id of a channel's item.
pub(super) fn id(channel: &Channel) -> String {
    match channel {
        Channel::Other(name) => format!("{OWN}{name}"),
        channel => channel.rule_name().to_owned(),
    }
}

/// The channel of an item.
pub(super) fn of_id(id: &str) -> Channel {
    let standard = Channel::STANDARD.into_iter().find(|channel| channel.rule_name() == id);
    standard.unwrap_or_else(|| Channel::Other(id.strip_prefix(OWN).unwrap_or(id).to_owned()))
}

/// The message of a standard channel's label.
fn label(channel: &Channel) -> Option<&'static str> {
    Some(match channel {
        Channel::InboundWeb => "domain-channel-inbound-web",
        Channel::InboundMobile => "domain-channel-inbound-mobile",
        Channel::CallCenter => "domain-channel-call-center",
        Channel::Email => "domain-channel-email",
        Channel::Sms => "domain-channel-sms",
        Channel::DirectMail => "domain-channel-direct-mail",
        Channel::Other(_) => return None,
    })
}
