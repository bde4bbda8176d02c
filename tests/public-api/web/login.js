// The page posts by fetch: its Content-Security-Policy forbids forms.

const APP = "/innboks/";

/** Only an address of this server: one slash, then no second one and no backslash. */
function target() {
  const wanted = new URLSearchParams(location.search).get("returnTo") ?? APP;
  return /^\/(?![/\\])/.test(wanted) && new URL(wanted, location.origin).origin === location.origin ? wanted : APP;
}

async function logIn(persona) {
  const answer = await fetch("/stand-in/login", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ persona }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  location.assign(target());
}

for (const button of document.querySelectorAll("[data-persona]")) {
  button.addEventListener("click", () => {
    const failure = document.getElementById("failure");
    failure.textContent = "";
    logIn(button.dataset.persona).catch(() => {
      failure.textContent = "Innloggingen gikk ikke. Prøv igjen.";
    });
  });
}
