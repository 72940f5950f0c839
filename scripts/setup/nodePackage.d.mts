export const nodePackage: string;
export const nodeInPackage: string;
