// The desk's small improvements over plain links and forms. Each works alone.
import "./keyboard.js";
import "./panel.js";
import "./table.js";
import "./columns.js";
import "./menus.js";
import "./drafts.js";
import "./unsaved.js";
import "./live.js";
