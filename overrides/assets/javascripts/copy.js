/* Buttons that copy a reference, and the link beside a statement that puts this statement into its page's reference.
   Without this script the texts can be selected, and the spots to fill say what belongs there. */
(() => {
  "use strict";
  const block = document.getElementById("cite-statement");
  const status = document.querySelector(".cite [role=status]");
  const plain = (text) => text.replace(/\s+/g, " ").trim();

  const copy = async (button) => {
    const form = document.getElementById(button.dataset.copy);
    getSelection().selectAllChildren(form);
    try {
      await navigator.clipboard.writeText(form.textContent);
    } catch {
      if (!document.execCommand("copy")) return; /* it stays selected, for the reader's own keys */
    }
    status.textContent = status.dataset.copied;
    button.dataset.done = "";
    setTimeout(() => { delete button.dataset.done; status.textContent = ""; }, 2000);
  };

  /* The same values as filled() in export/citing.py. */
  const fill = (statement) => {
    const title = plain(`${statement.dataset.speaker}: ${statement.querySelector(".say__what").textContent}`);
    const values = { title, tex: statement.dataset.tex || title, json: JSON.stringify(title).slice(1, -1), id: statement.id };
    const details = block.closest("details");
    for (const spot of details.querySelectorAll("[data-fill]")) spot.textContent = values[spot.dataset.fill];
    details.open = true;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    const link = event.target.closest("a[href='#cite-statement']");
    if (button) copy(button);
    if (link && block) fill(link.closest(".statement"));
  });
})();
