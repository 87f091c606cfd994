import { existsSync } from 'node:fs';

const driver = '/usr/lib/chromium/vk_swiftshader_icd.json';

/**
 * Lets Vulkan use SwiftShader, a graphics device in software that Debian's chromium brings, where nothing else was
 * chosen. Before WebGPU is looked for. @returns whether it is used.
 */
export function useSwiftShader(): boolean {
  if (!existsSync(driver) || process.env['VK_DRIVER_FILES']) return process.env['VK_DRIVER_FILES'] === driver;
  process.env['VK_DRIVER_FILES'] = driver;
  // The name of older loaders.
  process.env['VK_ICD_FILENAMES'] = driver;
  return true;
}

/**
 * Dawn asks its device whether it is done, by `setImmediate`, again and again. Where the device is in software, asking
 * takes from it what it computes with: here Dawn asks every millisecond.
 */
export function askSeldom(): void {
  const { setImmediate, setTimeout } = globalThis;
  const later = (ask: () => void) => setTimeout(ask, 1);
  Object.assign(globalThis, { setImmediate: Object.assign(later, setImmediate) });
}
