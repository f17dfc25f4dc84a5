// @ts-check
/* On the page for addresses that the site has not: go to the page that was meant, by the search's own matcher, or ask
   the search. The address is only ever a question: where it leads is made of names from the index, so no address can
   lead to another site. */
"use strict";

/** @typedef {{service: string, kind: string, name: string}} Asked */

const EcsErrorsMissing = (() => {
  const FOLDERS = /^(?:codes|status|families|messages)$/i;
  /** What a name may be made of; a longer one, or one with anything else in it, is no question. */
  const NAME = /^[A-Za-z0-9][A-Za-z0-9 ._:+-]{0,99}$/;
  const SUFFIX = /(?:\/index)?(?:\.html?|\.json)?$/i;

  /** What a path, relative to the site, asks for; `null` where that cannot be told. *services* are names of catalogs.
   * @param {string} path @param {string[]} services @returns {?Asked} */
  function asked(path, services) {
    let plain;
    try {
      plain = decodeURIComponent(path.slice(0, 1000));
    } catch {
      return null;
    }
    const parts = plain.replace(/\/+$/, "").replace(SUFFIX, "").split("/");
    const name = parts.pop() ?? "";
    const kind = FOLDERS.test(parts.at(-1) ?? "") ? (parts.pop() ?? "").toLowerCase() : "";
    const last = (parts.at(-1) ?? "").toLowerCase();
    const service = services.find((one) => one && one.toLowerCase() === last) ?? "";
    if (service) parts.pop();
    // Without a folder of ours it must be at the root: anything deeper is a page of something else.
    const fits = kind || (!parts.length && !FOLDERS.test(name));
    return fits && NAME.test(name) ? { service, kind, name } : null;
  }

  /** What to ask the search for. @param {Asked} asked */
  const question = ({ kind, name }) => (kind === "messages" ? name.replaceAll("-", " ") : name);

  /** The page among the *known* ones that has this name in any letter case; of the search its own page, *finder*.
   * @param {Asked} asked @param {string[]} known @param {string} finder */
  function ownPage({ service, kind, name }, known, finder) {
    const wanted = [service, kind, name].filter(Boolean).join("/").toLowerCase();
    if (/^(?:search|find)$/.test(wanted)) return finder;
    return known.find((one) => one.toLowerCase() === wanted) ?? "";
  }

  if (typeof document === "undefined") return /** @type {never} */ (Object.freeze({ asked, ownPage, question })); // a test
  const { gettext, load, page, site } = EcsErrorsPage;
  const root = new URL("../", /** @type {HTMLScriptElement} */ (document.currentScript).src);

  /** The address that was meant, made of what the index knows; empty where that is not one.
   * @param {Asked} wanted */
  async function meantBy({ service, kind, name }) {
    await load("errors-search.js");
    const catalog = await EcsErrorsServices.catalogOf(1);
    const { folder } = EcsErrorsServices;
    if (kind === "status") {
      const one = catalog.statusPages([name.toLowerCase()]).find((other) => other.catalog === service);
      return one ? page(`${folder(one.catalog)}status/${one.status}`) : "";
    }
    if (kind === "families") {
      const family = catalog.families.find((other) => other.toLowerCase() === name.toLowerCase());
      return family && /^[\w-]+$/.test(family) ? page(`${folder(catalog.catalogOf(family))}families/${family}`) : "";
    }
    const found = catalog.find(service ? `${service}:${name}` : name);
    const own = { ...found, matches: found.matches.filter((match) => match.catalog === service) };
    const one = EcsErrorsAnswer.meant(own) ?? EcsErrorsAnswer.meant(found);
    return one && (kind === "codes" || one.how === "code") ? EcsErrorsAnswer.addressOf(one) : "";
  }

  async function start() {
    const said = document.querySelector("[data-error-understood]");
    const field = /** @type {?HTMLTextAreaElement} */ (document.querySelector("textarea[data-error-search]"));
    const { pathname } = location;
    if (!said || !field || !pathname.startsWith(root.pathname)) return;
    const wanted = asked(pathname.slice(root.pathname.length), site.catalogs.split(" "));
    if (!wanted || (wanted.name === "404" && !wanted.kind)) return; // the page itself was opened
    const known = /** @type {?HTMLElement} */ (document.querySelector("[data-error-known]"))?.dataset.errorKnown ?? "";
    const own = ownPage(wanted, known.split(" "), site.finder);
    const address = own ? page(own) : await meantBy(wanted).catch(() => "");
    // A page that is itself missing must not lead to itself for ever.
    if (address && new URL(address).pathname !== pathname) {
      location.replace(address);
      return;
    }
    if (/[?#&](q|go)=/.test(location.href)) return; // that is the question, and answered
    said.textContent = gettext("The address was understood as a question about “%(name)s”.", { name: question(wanted) });
    field.value ||= question(wanted); // unless something was typed in the meantime
    field.dispatchEvent(new Event("focus")); // the search starts, and answers what stands there
  }

  document.addEventListener("DOMContentLoaded", () => start().catch(console.error));
  return Object.freeze({ asked, ownPage, question });
})();
