// Fills the containers of a page: an element whose id is i_SPACE shows the offers of that space, nothing where there are none.
//
// <div id="i_home_banner"></div>
// <script src="http://127.0.0.1:8487/vitrine.js?environment=ENVIRONMENT" data-permanent-cookie="…"></script>
//
// Who visits is read off this element (data-identity, data-permanent-cookie, data-session-cookie, data-call-data, data-at,
// data-store, data-no-offer-twice) or off window.vitrine (identity, permanent_cookie, session_cookie, call_data, at, store,
// no_offer_twice), where the element says nothing. A container may ask for more than one offer (data-count), and for
// categories and themes (data-categories, data-themes). What holds several values is written as JSON.
(function () {
  "use strict";

  var PREFIX = "i_";
  var script = document.currentScript;

  function say(text) {
    console.error("Vitrine: " + text);
  }

  if (!script || !script.src) {
    say("include this file as a plain script with its address, not as a module.");
    return;
  }
  var source = new URL(script.src);
  var environment = source.searchParams.get("environment");
  if (!environment) {
    say("the address of this script names no environment: add ?environment=NAME to it.");
    return;
  }

  // An attribute as JSON where it is JSON of the kind that is wanted, and as the text that it is elsewhere.
  function read(text, isWanted) {
    try {
      var value = JSON.parse(text);
      if (isWanted(value)) return value;
    } catch (error) {
      // A plain text.
    }
    return undefined;
  }

  function isObject(value) {
    return value !== null && typeof value === "object" && !Array.isArray(value);
  }

  function list(text) {
    var read_as = read(text, Array.isArray);
    return read_as === undefined ? [text] : read_as;
  }

  function caller() {
    var data = script.dataset;
    var given = isObject(window.vitrine) ? window.vitrine : {};
    var own = {
      identity: data.identity === undefined ? given.identity : list(data.identity),
      permanent_cookie: data.permanentCookie === undefined ? given.permanent_cookie : data.permanentCookie,
      session_cookie: data.sessionCookie === undefined ? given.session_cookie : data.sessionCookie,
      call_data: given.call_data,
      at: data.at === undefined ? given.at : data.at,
      store: data.store === undefined ? given.store : data.store !== "false"
    };
    if (data.callData !== undefined) {
      own.call_data = read(data.callData, isObject);
      if (own.call_data === undefined) say("data-call-data is no JSON object: " + data.callData);
    }
    return own;
  }

  function call(container, who) {
    var data = container.dataset;
    return Object.assign({}, who, {
      space: environment + "/" + container.id.slice(PREFIX.length),
      count: data.count === undefined ? undefined : Number(data.count),
      categories: data.categories === undefined ? undefined : list(data.categories),
      themes: data.themes === undefined ? undefined : list(data.themes)
    });
  }

  function show(container, answer) {
    container.textContent = "";
    if (!answer || answer.error !== undefined) {
      say(container.id + ": " + (answer ? answer.error : "no answer"));
      return;
    }
    answer.propositions.forEach(function (proposition) {
      if (proposition.html !== null) {
        container.insertAdjacentHTML("beforeend", proposition.html);
      } else if (proposition.text !== null) {
        container.appendChild(document.createElement("p")).textContent = proposition.text;
      }
    });
  }

  function fill() {
    var containers = Array.prototype.slice.call(document.querySelectorAll('[id^="' + PREFIX + '"]'));
    if (containers.length === 0) {
      say("the page has no container: add an element such as <div id=\"i_SPACE\"></div>.");
      return;
    }
    var who = caller();
    var twice = script.dataset.noOfferTwice;
    var given = isObject(window.vitrine) ? window.vitrine.no_offer_twice : undefined;
    var page = {
      page: containers.map(function (container) { return call(container, who); }),
      no_offer_twice: twice === undefined ? given : twice !== "false"
    };
    fetch(new URL("decide?no_excluded", source), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(page)
    }).then(function (response) {
      return response.json();
    }).then(function (answers) {
      if (!Array.isArray(answers)) {
        say(answers.error || "the answer is none that this script knows.");
        return;
      }
      containers.forEach(function (container, place) { show(container, answers[place]); });
    }).catch(function (error) {
      say("no answer from " + source.origin + ": " + error.message);
    });
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", fill);
  } else {
    fill();
  }
})();
