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

const editor = connectEditor();
let preview: Preview | undefined;
editor.onMessage((message) => {
  if (message.type === 'start') {
    document.documentElement.lang = message.locale;
    preview = new Preview(editor, message.strings, message.resource, editor.kept);
    document.body.replaceChildren(preview.element);
  } else preview?.take(message);
});
editor.send({ type: 'ready' });
