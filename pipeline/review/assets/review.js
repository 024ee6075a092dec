// The pages work without this file: words lead to rows by links. It adds the way back, the keyboard, filters, forms.
"use strict";
(() => {
  const $ = (css, within = document) => within.querySelector(css);
  const $$ = (css, within = document) => [...within.querySelectorAll(css)];
  const body = document.body;
  document.documentElement.classList.add("js");
  const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
  const find = $("#find");
  const keys = $("#keys");
  $("#help")?.addEventListener("click", () => keys.showModal());

  const actions = {
    "?": () => keys?.showModal(),
    "/": () => { find?.focus(); find?.select(); },
    l: () => $("#language")?.click(),
    u: () => $("#back")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (typing && event.key !== "Escape") return;
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(event); }
  });

  body.classList.contains("list") ? list() : body.classList.contains("document") && one();

  // ---- the list of documents
  function list() {
    const form = $(".filters");
    const rows = $$(".documents tbody tr");
    const walk = (step) => {
      const there = rows.filter((row) => !row.hidden);
      const at = there.indexOf(document.activeElement.closest?.("tr"));
      there[Math.min(Math.max(at + step, 0), there.length - 1)]?.querySelector("a").focus();
    };
    Object.assign(actions, { j: () => walk(1), k: () => walk(-1), c: () => $("#charts").click(), ArrowDown: () => walk(1), ArrowUp: () => walk(-1), Escape: () => find.blur() });
    if (body.dataset.static !== "yes") {
      $$("select", form).forEach((select) => select.addEventListener("change", () => form.requestSubmit()));
      return;
    }
    const count = $("#count");
    const told = count.dataset.words;
    const filter = () => {
      const words = bare(find.value).split(/\s+/).filter(Boolean);
      const wanted = Object.fromEntries(["status", "format", "type"].map((name) => [name, form.elements[name].value]));
      let shown = 0;
      for (const row of rows) {
        const fits = words.every((word) => row.dataset.key.includes(word))
          && Object.entries(wanted).every(([name, value]) => !value || row.dataset[name] === value);
        row.hidden = !fits;
        shown += fits;
      }
      const by = { "": (row) => +row.dataset.rank, year: (row) => -(row.dataset.year.slice(0, 4) || 0) }[form.elements.order.value];
      const ordered = by ? rows.sort((one, other) => by(one) - by(other)) : rows.sort((one, other) => (one.dataset.path < other.dataset.path ? -1 : 1));
      $(".documents tbody").append(...ordered);
      count.textContent = told.replace("{shown}", shown).replace("{all}", rows.length);
      $("#nothing").hidden = shown > 0;
    };
    form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
    form.addEventListener("input", filter);
  }

  // ---- one document
  function one() {
    const source = $("#source");
    const panel = $("#main");
    const two = $(".two");
    const cards = new Map($$("[data-n]", panel).map((card) => [card.dataset.n, card]));
    const said = $("#said");
    let chosen = null;
    let lit = [];

    const narrow = () => getComputedStyle($(".panes")).display !== "none";
    const pane = (name) => {
      two.dataset.pane = name;
      $$(".panes a").forEach((link) => link.classList.toggle("here", link.hash === (name === "source" ? "#source" : "#main")));
    };
    pane("rows");
    $$(".panes a").forEach((link) => link.addEventListener("click", (event) => {
      event.preventDefault();
      pane(link.hash === "#source" ? "source" : "rows");
    }));

    const seen = (card) => !card.hidden && !card.closest("section[hidden]");
    const order = () => $$(".card", panel).filter(seen);
    const view = (name) => {
      source.dataset.view = name;
      $$(".switch button").forEach((button) => button.setAttribute("aria-pressed", button.dataset.view === name));
    };
    const firstView = source.dataset.view;
    const words = (n) => {
      if (source.dataset.view === "charts") view(firstView);
      const there = source.dataset.view === "pages" ? ".pages" : ".text";
      return [$$(`${there} [data-r~="${n}"]`, source), $$(`${there} [data-s~="${n}"]`, source)];
    };

    // Choose a row: its words are marked, and come into sight where the choice was not made on them.
    function choose(card, { from = "rows", open = null, focus = true } = {}) {
      if (chosen && chosen !== card) {
        chosen.classList.remove("on");
        const details = $("details", chosen);
        if (details) details.open = false;
      }
      lit.forEach((mark) => mark.classList.remove("on", "from"));
      chosen = card;
      lit = [];
      if (!card) return;
      card.classList.add("on");
      const [own, used] = words(card.dataset.n);
      own.forEach((mark) => mark.classList.add("on"));
      used.forEach((mark) => mark.classList.add("from"));
      lit = [...own, ...used];
      const details = $("details", card);
      if (details && open !== null) details.open = open;
      if (focus) $("summary", card)?.focus({ preventScroll: true });
      if (from !== "rows" || !inSight(card, panel)) card.scrollIntoView({ block: "nearest" });
      const first = own[0] ?? used[0];
      if (first && from === "rows" && !narrow() && !inSight(first, source)) first.scrollIntoView({ block: "center", inline: "nearest" });
      const all = order();
      const at = all.indexOf(card);
      const heading = $(".heading", card)?.textContent ?? "";
      said.textContent = first
        ? body.dataset.said.replace("{number}", at + 1).replace("{all}", all.length).replace("{heading}", heading)
        : body.dataset.noneHere;
      if (card.id) history.replaceState(null, "", `#${card.id}`);
    }
    function inSight(mark, within) {
      const box = mark.getBoundingClientRect();
      const frame = within.getBoundingClientRect();
      const top = frame.top + $(".bar", within).offsetHeight;
      return box.top >= top && box.bottom <= frame.bottom;
    }
    function step(by) {
      const all = order();
      const at = all.indexOf(chosen);
      const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
      if (next) choose(next);
    }
    // Words lead to the row with the shortest words there; clicked again, to the next that has them.
    function fromWords(mark) {
      const rows = mark.dataset.r.split(" ").map((n) => cards.get(n)).filter(Boolean);
      const next = rows[(rows.indexOf(chosen) + 1) % rows.length];
      if (!next) return;
      if (!seen(next)) only("");
      pane("rows");
      choose(next, { from: "words", open: true });
      if (narrow()) next.scrollIntoView({ block: "start" });
    }
    function toWords() {
      if (!chosen) return;
      if (document.activeElement.closest("#source")) { pane("rows"); $("summary", chosen)?.focus(); chosen.scrollIntoView({ block: "nearest" }); return; }
      pane("source");
      const [own, used] = words(chosen.dataset.n);
      const mark = own[0] ?? used[0];
      if (!mark) { source.focus(); return; }
      mark.scrollIntoView({ block: "center" });
      const target = mark.closest("a") ?? mark;
      target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
    }

    source.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-r]");
      if (mark) { event.preventDefault(); fromWords(mark); }
      const button = event.target.closest(".switch button");
      if (button) { view(button.dataset.view); choose(chosen, { focus: false }); }
    });
    panel.addEventListener("click", (event) => {
      const card = event.target.closest(".card");
      if (!card) return;
      if (event.target.closest("summary")) {
        event.preventDefault();
        choose(card, { open: chosen === card ? !$("details", card).open : true });
      } else if (event.target.closest(".to-words")) { choose(card); toWords(); }
      else if (event.target.closest(".correct")) correct(card);
    });

    // ---- which rows are shown, and in which order
    const search = panel.querySelector("#find");
    let dataset = "";
    const filter = () => {
      const asked = bare(search.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const card of $$(".card", panel)) {
        const own = card.closest(".own");
        const fits = (!dataset || (dataset === "doubt" ? card.matches(".doubt") : card.dataset.dataset === dataset))
          && (!asked.length || asked.every((word) => (card.key ??= bare(card.textContent)).includes(word)));
        card.hidden = !fits;
        if (!own) shown += fits;
      }
      $$(".group", panel).forEach((group) => { group.hidden = !$(".card:not([hidden])", group); });
      $("#nothing").hidden = shown > 0;
    };
    function only(name) {
      dataset = name;
      search.value = "";
      $$(".chips button").forEach((button) => button.setAttribute("aria-pressed", button.dataset.only === name));
      filter();
    }
    search.addEventListener("input", filter);
    $$(".chips button").forEach((button) => button.addEventListener("click", () => only(button.dataset.only)));
    const doubtful = $("#doubtful .cards");
    const first = doubtful ? [...doubtful.children] : [];
    $("#order").addEventListener("change", (event) => {
      if (event.target.value === "doubt") doubtful?.append(...first);
      else {
        for (const card of first) {
          const group = $(`.group[data-dataset="${card.dataset.dataset}"] .cards`, panel);
          const after = [...group.children].find((other) => +other.dataset.n > +card.dataset.n);
          group.insertBefore(card, after ?? null);
        }
      }
      filter();
    });

    // ---- corrections
    const dialog = $("#correct");
    function correct(card) {
      const template = card && dialog && $(`template[data-dataset="${card.dataset.dataset}"]`, dialog);
      if (!template) return;
      choose(card, { open: true });
      const form = $("form", dialog);
      const { field, dataset: name, row_id: row, who, why } = form.elements;
      const fresh = form.elements.new;
      field.replaceChildren(template.content.cloneNode(true));
      name.value = card.dataset.dataset;
      row.value = card.id;
      $(".about bdi", form).textContent = $(".heading", card).textContent;
      who.value ||= localStorage.getItem("cchc-who") ?? "";
      why.value = "";
      const present = () => {
        const value = $(`dd[data-field="${field.value}"]`, card);
        $(".old bdi", form).textContent = value ? [...value.querySelectorAll("bdi")].map((line) => line.textContent).join("; ") : "–";
        fresh.value = value?.dataset.text ?? "";
      };
      field.onchange = present;
      field.value = card.dataset.main;
      present();
      $(".told", form).textContent = "";
      dialog.showModal();
      field.focus();
    }
    $("button[value=cancel]", dialog ?? document)?.addEventListener("click", () => dialog.close());
    $("form", dialog ?? document.createElement("p"))?.addEventListener("submit", async (event) => {
      event.preventDefault();
      const form = event.target;
      const told = $(".told", form);
      try {
        const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" });
        const result = await answer.json();
        told.textContent = result.told;
        if (!result.saved) return;
        localStorage.setItem("cchc-who", form.elements.who.value);
        const line = document.createElement("li");
        line.textContent = result.line;
        const pending = $(".pending", chosen);
        pending.hidden = false;
        pending.append(line);
        if (!$(".flag.wait", chosen)) {
          const flag = document.createElement("span");
          flag.className = "flag wait";
          flag.textContent = result.flag;
          $(".flags", chosen).prepend(flag);
        }
        said.textContent = result.told;
        dialog.close();
        $("summary", chosen).focus();
      } catch {
        told.textContent = body.dataset.failed;
      }
    });

    Object.assign(actions, {
      j: () => step(1), k: () => step(-1), n: () => $("#next")?.click(), p: () => $("#previous")?.click(), c: () => view("charts"),
      w: toWords, o: () => { const details = chosen && $("details", chosen); if (details) choose(chosen, { open: !details.open }); },
      d: () => only(dataset === "doubt" ? "" : "doubt"), e: () => correct(chosen),
      v: () => { view(source.dataset.view === "text" && $(".pages") ? "pages" : "text"); choose(chosen, { focus: false }); },
      Escape: () => (document.activeElement === search ? search.blur() : document.activeElement.closest("#source") && chosen ? toWords() : choose(null)),
    });

    // An address with a row leads to it.
    const wanted = decodeURIComponent(location.hash.slice(1));
    const target = wanted ? document.getElementById(wanted) : null;
    if (target?.classList.contains("card")) choose(target, { open: true, from: "rows" });
    addEventListener("hashchange", () => {
      const card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (card?.classList.contains("card")) choose(card, { open: true });
    });
  }
})();
