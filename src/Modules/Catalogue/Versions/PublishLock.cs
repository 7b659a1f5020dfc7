namespace Gongxin.Catalogue.Versions;

// Held by whatever numbers versions or decides which is the newest, exclusive between processes.
internal static class PublishLock
{
    public const string Name = "catalogue.publish";
}
