namespace Gongxin.Portal;

// Names the module's texts: PortalText.resx (English) and PortalText.zh-Hans.resx.
public sealed class PortalText;
