import './style.css';
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
