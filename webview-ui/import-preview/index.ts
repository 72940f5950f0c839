import './style/base.css';
import './style/page.css';
import './style/notice.css';
import './style/buttons.css';
import './style/tiles.css';
import './style/bars.css';
import './style/tools.css';
import './style/grid.css';
import './style/cells.css';
import './style/columns.css';
import { connectEditor } from './editor.ts';
import { Preview } from './preview.ts';
import { watchHost } from './watchHost.ts';

const editor = connectEditor();
let preview: Preview | undefined;

/** Whoever hears from nobody is told so, and how to go on, in place of what is not true any more. */
function showLost(isLost: boolean): void {
  const lost = document.getElementById('lost');
  const main = document.querySelector('main');
  if (lost !== null) lost.hidden = !isLost;
  if (main !== null) main.inert = isLost;
}

const heard = watchHost(() => editor.send({ type: 'ping' }), showLost);
editor.onMessage((message) => {
  heard();
  if (message.type === 'start') {
    document.documentElement.lang = message.locale;
    preview = new Preview(editor, message.strings, message.resource, editor.kept);
    document.querySelector('main')?.replaceWith(preview.element);
  } else preview?.take(message);
});
editor.send({ type: 'ready' });
