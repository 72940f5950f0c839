/** The controls of the preview: the one file that knows where they come from. */
import {
  type Button,
  type Checkbox,
  type Dropdown,
  provideVSCodeDesignSystem,
  type TextField,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

declare global {
  interface HTMLElementTagNameMap {
    'vscode-button': Button;
    'vscode-checkbox': Checkbox;
    'vscode-dropdown': Dropdown;
    'vscode-text-field': TextField;
  }
}

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeTextField(),
);

/** A push button; `isMain` for the one that the view is about. */
export function button(label: string, isMain: boolean, onClick: () => void): HTMLElement {
  const element = document.createElement('vscode-button');
  element.appearance = isMain ? 'primary' : 'secondary';
  element.textContent = label;
  element.addEventListener('click', onClick);
  return element;
}

/** Switches a push button on or off; an off one says why, and can still be reached by keyboard. */
export function setOff(element: HTMLElement, reason: string | undefined): void {
  element.classList.toggle('off', reason !== undefined);
  element.setAttribute('aria-disabled', String(reason !== undefined));
  element.title = reason ?? '';
}

export type SearchField = {
  readonly element: HTMLElement;
  value: string;
};

/** A line to type into. */
export function searchField(label: string, onInput: () => void): SearchField {
  const element = document.createElement('vscode-text-field');
  element.placeholder = label;
  // Whenever it comes into the page it calls itself "Text field".
  requestAnimationFrame(() => element.setAttribute('aria-label', label));
  element.addEventListener('input', onInput);
  return {
    element,
    get value() {
      return element.value;
    },
    set value(text: string) {
      element.value = text;
    },
  };
}

export type Choice = {
  readonly element: HTMLElement;
  /** Puts the choices anew; `chosen` is the place of one. */
  fill(labels: readonly string[], chosen: number): void;
};

/** A choice of one among many. */
export function choice(label: string, onChoose: (place: number) => void): Choice {
  const element = document.createElement('vscode-dropdown');
  element.setAttribute('aria-label', label);
  let shown: readonly string[] = [];
  let chosenNow = -1;
  let isFilling = false;
  element.addEventListener('change', () => {
    if (isFilling || element.selectedIndex < 0) return;
    chosenNow = element.selectedIndex;
    onChoose(chosenNow);
  });
  return {
    element,
    fill(labels, chosen) {
      const isSame = labels.length === shown.length && labels.every((text, index) => text === shown[index]);
      // Nothing is taken from whoever is choosing while something else becomes another.
      if (isSame && chosen === chosenNow) return;
      chosenNow = chosen;
      isFilling = true;
      if (!isSame) {
        element.replaceChildren(
          ...labels.map((text) => {
            const option = document.createElement('vscode-option');
            option.textContent = text;
            return option;
          }),
        );
        shown = labels;
      }
      // The options are taken up in a later turn.
      requestAnimationFrame(() => {
        element.selectedIndex = chosen;
        isFilling = false;
      });
    },
  };
}

export type Switch = {
  readonly element: HTMLElement;
  set(label: string, isOn: boolean, offReason: string | undefined): void;
};

/** Something that is on or off. */
export function checkbox(onChange: (isOn: boolean) => void): Switch {
  const element = document.createElement('vscode-checkbox');
  let shown = false;
  element.addEventListener('change', () => {
    if (element.checked === shown) return;
    shown = element.checked;
    onChange(shown);
  });
  return {
    element,
    set(label, on, offReason) {
      if (element.textContent !== label) element.textContent = label;
      // Without a text it calls itself "Checkbox" when it comes into the page, and goes on so.
      element.setAttribute('aria-label', label);
      shown = on;
      element.checked = on;
      element.disabled = offReason !== undefined && !on;
      element.title = offReason ?? label;
    },
  };
}
