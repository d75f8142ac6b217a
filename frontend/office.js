// Keys and small comforts of the workspace; every page works without.
import { countCharacters } from "./office/composer.js";
import { noteCalls } from "./office/counter.js";
import { keepWriting } from "./office/editor.js";
import { keepForms } from "./office/forms.js";
import { followProgress } from "./office/progress.js";
import { keepLists } from "./office/tables.js";
import { keepBoard } from "./office/translation.js";
import { closeMenus, leadToTheSearch } from "./office/workspace.js";

keepForms();
countCharacters();
noteCalls();
keepWriting();
followProgress();
keepLists();
closeMenus();
leadToTheSearch();
keepBoard();
