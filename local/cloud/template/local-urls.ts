import { apiDomain, distributionDomain, type Place, type Resource } from './resource.ts';

/**
 * Templates join `https://` with a host name that AWS would make up. This turns such addresses
 * into those of the local servers, which speak plain HTTP.
 */
export function localUrls(
  resources: readonly Resource[],
  place: Place,
  nameOf: (resource: Resource) => string,
): (text: string) => string {
  const replacements = resources.flatMap(resource => {
    const target = addressOf(resource.type, nameOf, resource, place);
    return target ? [target] : [];
  });
  return text => {
    let result = text;
    for (const { host, url } of replacements) {
      result = result
        .replaceAll(`https://${host}`, url)
        .replaceAll(host, url.slice('http://'.length));
    }
    return result;
  };
}

function addressOf(
  type: string,
  nameOf: (resource: Resource) => string,
  resource: Resource,
  place: Place,
) {
  if (type === 'AWS::CloudFront::Distribution') {
    return { host: distributionDomain(nameOf(resource)), url: place.siteUrl };
  }
  if (type === 'AWS::ApiGatewayV2::Api') {
    return { host: apiDomain(place, nameOf(resource)), url: place.apiUrl };
  }
  return undefined;
}
