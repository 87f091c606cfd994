import { existsSync } from 'node:fs';

const driver = '/usr/lib/chromium/vk_swiftshader_icd.json';

/**
 * Lets Vulkan use SwiftShader, a graphics device in software that Debian's chromium brings, where nothing else was
 * chosen. Before WebGPU is looked for.
 */
export function useSwiftShader(): void {
  if (!existsSync(driver) || process.env['VK_DRIVER_FILES']) return;
  process.env['VK_DRIVER_FILES'] = driver;
  // The name of older loaders.
  process.env['VK_ICD_FILENAMES'] = driver;
}
