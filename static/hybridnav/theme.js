// Runs before the first paint. The server knows who chose light or dark; only the device knows its own theme.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

const chosen = root.dataset.theme;

function paint(isDark) {
  root.classList.toggle("dark", isDark);
  root.classList.toggle("light", !isDark);
}

function paintAsChosen() {
  paint(chosen === "dark" || (chosen === "system" && dark.matches));
}

root.classList.add("hn-js");
paintAsChosen();
dark.addEventListener("change", paintAsChosen);
// Paper is white.
addEventListener("beforeprint", () => paint(false));
addEventListener("afterprint", paintAsChosen);
