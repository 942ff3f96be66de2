/** `6.1:n` → `field-6_1-n`: safe in an address, in CSS and in `aria-describedby`. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll(':', '-').replaceAll('.', '_').replaceAll(' ', '')}`;
}
