/** `error`: the server rejects it or fails. `warning`: it does something else than meant. `hint`: worth knowing. */
export type Severity = 'error' | 'warning' | 'hint';
