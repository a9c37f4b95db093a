/**
 * A demo's source as the page shows it: coloured when the page is built, so that no highlighter is
 * loaded by a reader.
 */
import { createHighlighter } from "shiki";

/** High contrast, because the page draws other colours behind and beside the lines. */
const THEMES = { light: "github-light-high-contrast", dark: "github-dark-high-contrast" };

/**
 * makeHighlighter makes a function that colours C++ and Python.
 * @returns {Promise<(text: string, lang?: "cpp" | "python") => string>} it returns HTML: one <span class="line"> a line of the text, separated by
 *   "\n"; a token has its colours in the CSS variables --shiki-light and --shiki-dark
 */
export async function makeHighlighter() {
  const themes = Object.values(THEMES);
  const highlighter = await createHighlighter({ themes, langs: ["cpp", "python"] });
  return (text, lang = "cpp") => {
    const options = { lang, themes: THEMES, defaultColor: /** @type {const} */ (false) };
    const html = highlighter.codeToHtml(text.replace(/\n$/, ""), options);
    return html.slice(html.indexOf("<code>") + "<code>".length, html.lastIndexOf("</code>"));
  };
}
