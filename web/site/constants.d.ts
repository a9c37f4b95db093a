/**
 * The folder of the engine this page was built with, with its slash, relative to the page: "./engine/<hash>/".
 * Vite writes it into the code; see vite.config.js.
 */
declare const __ENGINE__: string;
