import { type HostMessage, type Kept, parseHostMessage, parseKept, type ViewMessage } from './protocol.ts';

type EditorApi = {
  postMessage(message: ViewMessage): void;
  getState(): unknown;
  setState(state: Kept): void;
};

declare function acquireVsCodeApi(): EditorApi;

/** What the preview can do with the editor around it. */
export type Editor = {
  send(message: ViewMessage): void;
  keep(state: Kept): void;
  readonly kept: Kept | undefined;
  onMessage(listener: (message: HostMessage) => void): void;
};

/** Connects with the editor; to be called once. What is no message of the extension is dropped. */
export function connectEditor(): Editor {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    keep: (state) => api.setState(state),
    kept: parseKept(api.getState()),
    onMessage(listener) {
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = parseHostMessage(data);
        if (message !== undefined) listener(message);
      });
    },
  };
}
