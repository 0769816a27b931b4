"use strict";
(function () {
  var turkish = document.documentElement.lang === "tr";
  function fold(words) {
    return turkish ? words.toLocaleLowerCase("tr") : words.toLowerCase();
  }
  function all(selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  }
  function reveal(target) {
    for (var at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
  }
  all(".tools").forEach(function (tools) { tools.hidden = false; });

  var pairs = document.querySelector('[data-filter="pairs"]');
  if (pairs) {
    var pairRows = all("#pairs tbody tr");
    pairs.addEventListener("input", function () {
      var wanted = fold(pairs.value.trim());
      pairRows.forEach(function (row) {
        var names = row.cells[0].textContent + " " + row.cells[1].textContent;
        row.hidden = wanted !== "" && fold(names).indexOf(wanted) < 0;
      });
    });
  }

  var list = document.querySelector("ol.statements");
  var showEntry = function () {};
  if (list) {
    var entries = Array.prototype.slice.call(list.children);
    var words = [];
    var search = document.querySelector('[data-filter="statements"]');
    var choices = all("select[data-choice]");
    var count = document.querySelector("[data-count]");
    var chosen = document.querySelector("[data-pair]");
    var clear = document.querySelector("[data-clear]");
    var holder = "";
    var target = "";
    var has = function (values, wanted) {
      return wanted === "" || (" " + (values || "") + " ").indexOf(" " + wanted + " ") >= 0;
    };
    var apply = function () {
      var wanted = fold(search.value.trim());
      var shown = 0;
      entries.forEach(function (entry, at) {
        var fits = has(entry.dataset.h, holder) && has(entry.dataset.t, target);
        choices.forEach(function (choice) {
          fits = fits && has(entry.dataset[choice.dataset.choice], choice.value);
        });
        if (fits && wanted !== "") {
          if (words[at] === undefined) words[at] = fold(entry.textContent);
          fits = words[at].indexOf(wanted) >= 0;
        }
        entry.hidden = !fits;
        if (fits) shown += 1;
      });
      count.textContent = count.dataset.count.replace("{shown}", shown).replace("{all}", entries.length);
      clear.hidden = shown === entries.length;
      var names = [holder, target].map(function (number) {
        var row = number && document.getElementById("en" + number);
        return row ? row.querySelector("th bdi").textContent : "";
      });
      chosen.textContent = holder || target ? (names[0] || "…") + " → " + (names[1] || "…") : "";
    };
    var reset = function () {
      holder = "";
      target = "";
      search.value = "";
      choices.forEach(function (choice) { choice.value = ""; });
      apply();
    };
    showEntry = function (id) {
      var pair = /^(c|by|on)(\d+)(?:-(\d+))?$/.exec(id);
      var entry = document.getElementById(id);
      if (pair) {
        reset();
        holder = pair[1] === "on" ? "" : pair[2];
        target = pair[1] === "on" ? pair[2] : pair[3] || "";
        apply();
        document.getElementById("statements").scrollIntoView();
        return true;
      }
      if (entry && entry.hidden) reset();
      return false;
    };
    search.addEventListener("input", apply);
    choices.forEach(function (choice) { choice.addEventListener("change", apply); });
    clear.addEventListener("click", reset);
    apply();
  }

  function follow() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target || showEntry(id)) return;
    reveal(target);
    target.scrollIntoView();
  }
  addEventListener("hashchange", follow);
  document.addEventListener("click", function (event) {
    // The same link again does not change the hash, but the reader wants to be led again.
    var link = event.target.closest && event.target.closest("a");
    var hash = link && link.getAttribute("href");
    if (hash && hash === location.hash) follow();
  });
  follow();
})();
