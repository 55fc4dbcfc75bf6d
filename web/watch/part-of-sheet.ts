/** Where a small picture lies in its sheet: `sprite.jpg#xywh=160,0,160,90`. */
export function partOfSheet(text: string) {
  const parts = /^([^#]+)#xywh=(\d+),(\d+),(\d+),(\d+)$/.exec(text.trim());
  const [, sheet, ...numbers] = parts ?? [];
  if (sheet === undefined) return undefined;
  const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number);
  return { sheet, x, y, width, height };
}
