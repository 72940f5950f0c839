/** What the library can do and its published types leave out. */
declare namespace PDFKit {
  /** An image that has been opened, to be drawn as often as wanted and embedded once. */
  interface OpenedImage {
    readonly width: number;
    readonly height: number;
  }

  namespace Mixins {
    interface PDFImage {
      openImage(src: Buffer | Uint8Array): OpenedImage;
      image(src: OpenedImage, x: number, y: number, options: ImageOption): this;
    }

    interface TextOptions {
      /** Where the caller has measured the text already. */
      textWidth?: number;
      wordCount?: number;
    }
  }
}
