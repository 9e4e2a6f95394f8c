### Decisions for a site: the server, its pages, the page in a file, and the commands for them.

serve-expected-address = expected an IP address, such as 192.168.1.20
serve-exposed = { $address } is an address that other machines can reach. Add --expose to serve there all the same.
serve-port-taken = Port { $port } is in use. Choose another port.
serve-failed = Nothing can be served at { $address }: { $detail }
serve-serving = Serving { $file } at { $address } (Ctrl+C ends it)
serve-followed = { $file } changed, and is served as it is now
serve-kept = { $file } is still served as it was before
serve-ended = Ended

serve-page-about = The decisions of this catalog are served here, for a site in the making. Calls go to /decide, as JSON.
serve-page-environment = Environment { $environment }
serve-page-container = Container
serve-page-paste = Paste this into a page, with a container for each space that it shows:

cli-help-serve = Serves decisions over HTTP to a site in the making, on this machine only
cli-help-serve-file = The catalog, followed as it changes
cli-help-serve-port = The port, or 0 for a free one [8487]
cli-help-serve-address = Serves on another address than this machine's own; needs --expose
cli-help-serve-expose = Allows an address that other machines can reach
cli-help-serve-allow-host = A name of this machine under which it may be called (repeatable) [localhost and addresses]
cli-help-serve-allow-origin = An origin whose pages may read the answers (repeatable) [those of this machine]
cli-help-serve-rate = Maximum number of calls per second [100000]
cli-help-serve-audience = A contact database to use instead of the catalog's contacts

serve-command = Serve this catalog…
serve-command-tip = Answer the calls of a site in the making, on this computer, from the catalog as it is edited
serve-tab = Site
serve-start = Start serving
serve-stop = Stop
serve-port = Port
serve-port-hint = The number behind the colon of the address. Choose another one if a program already uses it.
serve-about = Answers the calls of a site in the making from this catalog as you edit it. Only this computer can reach it.
serve-at = Serving at { $address }
serve-other = Another open catalog is being served.
serve-copy-address = Copy address
serve-copy-snippet = Copy snippet
serve-copy-snippet-hint = Copy what to paste into a page, with containers for its spaces
serve-clear = Clear calls
serve-calls = Calls
serve-no-calls = No calls yet
serve-no-calls-hint = The calls of the site appear here. Click one to see in the preview why the visitor got its offers.
serve-call = { $moment } · { $spaces } · { $answer } · { $took } ms
serve-call-hint = Show it in the preview
serve-call-not-shown = This call cannot be shown in the preview: it asks no space of this catalog.
serve-nothing = no offer
serve-unread = unreadable call

## The page in a file

serve-file-who = { $contact } · { $identification } · { $moment }
serve-file-nobody = Nobody known · { $identification } · { $moment }
serve-file-nothing = No offer

cli-help-page = Writes what scenarios get as a page in a file, which needs no server
cli-help-page-file = The catalog; - reads standard input
cli-help-page-scenario = A scenario to show (repeatable) [all of them]
cli-help-page-at = The moment of scenarios that name none, such as 2026-07-01T08:00 [now]
cli-help-page-output = The file to write [standard output]
