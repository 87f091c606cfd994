/**
 * A name that TensorFlow takes for a node: letters, digits, `_`, `-` and `/` stay, anything else, such as the colon of a
 * plugin's layer, becomes a dot and four hexadecimal digits. Two names never become one.
 */
export const nodeName = (name: string): string =>
  name.replace(/[^A-Za-z0-9_/-]/g, (sign) => `.${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
