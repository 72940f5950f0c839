import { register } from 'node:module';

// From here on whoever imports `vscode` gets what stands in for it. Modules that do so are to be imported by `await import(…)`: what
// a file imports by name is looked for before this is run.
const standIn = JSON.stringify(new URL('editorStandIn.ts', import.meta.url).href);
const hook = `export const resolve = (name, context, next) =>
  name === 'vscode' ? { url: ${standIn}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
