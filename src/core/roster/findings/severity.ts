/**
 * `error`: the server rejects it or fails, and Lectern's import cannot do it either. `warning`: the server does something else than meant.
 * `hint`: worth knowing. What the server says of it is its `stage`.
 */
export type Severity = 'error' | 'warning' | 'hint';
