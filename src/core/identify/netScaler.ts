import type { CpeKey } from './cpeFields';

/** NVD's names of the appliance, the newest first: Citrix has renamed it twice. The gateway is the same software. */
export function netScalerKeys(isGateway: boolean): readonly CpeKey[] {
  return isGateway
    ? ['a:citrix:netscaler_gateway', 'o:citrix:gateway_firmware', 'o:citrix:netscaler_gateway_firmware']
    : ['a:citrix:netscaler_application_delivery_controller', 'o:citrix:application_delivery_controller_firmware', 'o:citrix:netscaler_application_delivery_controller_firmware'];
}

/** `13.1-48.47` of `13.1-48.47`, `NS13.1: Build 48.47.nc` and `13.1 48.47`, as records write it; undefined when no build is given. */
export function netScalerRelease(text: string): string | undefined {
  const match = /(?<![\d.])(\d{2}\.\d)(?:[-: ]{1,3}(?:build )?)(\d{1,3}\.\d{1,3})/i.exec(text);
  return match ? `${match[1]}-${match[2]}` : undefined;
}
