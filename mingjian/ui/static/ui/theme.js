// Loaded before the body so that the page never flashes in the wrong colours.
// The choice is one of "system", "light", "dark"; dark.css is one link whose media decides.
(() => {
  const media = { system: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };

  const stored = () => {
    try {
      const choice = localStorage.getItem("theme");
      return choice in media ? choice : "system";
    } catch {
      return "system"; // Storage may be closed to us: the system's choice stands.
    }
  };

  const apply = (choice) => {
    document.getElementById("dark-tokens").media = media[choice];
    document.documentElement.dataset.theme = choice;
  };

  const show = (button, choice) => {
    const words = button.dataset[choice];
    button.title = words;
    button.setAttribute("aria-label", words);
    for (const icon of button.querySelectorAll("[data-theme-icon]")) {
      icon.hidden = icon.dataset.themeIcon !== choice;
    }
  };

  apply(stored());
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.hidden = false;
      show(button, stored());
      button.addEventListener("click", () => {
        const order = Object.keys(media);
        const choice = order[(order.indexOf(document.documentElement.dataset.theme) + 1) % order.length];
        try {
          localStorage.setItem("theme", choice);
        } catch {
          // The choice then lasts for this page only.
        }
        apply(choice);
        show(button, choice);
      });
    }
  });
})();
