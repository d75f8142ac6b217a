// Keys and small comforts of the workspace; every page works without.
import { closeMenus, leadToTheSearch } from "./office/workspace.js";

closeMenus();
leadToTheSearch();
