import type * as vscode from 'vscode';

/** Waits for the next time that something happens. */
export function nextOf<T>(event: vscode.Event<T>): Promise<T> {
  return new Promise((done) => {
    const listening = event((what) => {
      listening.dispose();
      done(what);
    });
  });
}
