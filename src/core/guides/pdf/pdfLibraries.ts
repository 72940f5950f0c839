// The libraries that fonts and pages need, together: they share code, and so they are one file of the bundle, read on first use.
export { default as PDFDocument } from 'pdfkit';
export { create as openFont } from 'fontkit';
export { default as LineBreaker } from 'linebreak';
