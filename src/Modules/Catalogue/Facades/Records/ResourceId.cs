using Gongxin.Catalogue.Datasets;

namespace Gongxin.Catalogue.Facades.Records;

// Ids of the ways to a dataset's data. A dataset's id is a UUID of version 7; its resources have the same random part with the
// place of their kind mixed in, as version 8. So an id stays the same from version to version, no table is needed, and the way
// back is one look at few ids.
internal static class ResourceId
{
    private const int VersionByte = 6;
    private const int LastByte = 15;
    private const byte DatasetVersion = 0x70;
    private const byte ResourceVersion = 0x80;

    public static Guid Of(Guid dataset, ResourceKind kind) => Mix(dataset, ResourceVersion, kind.Place);

    // The datasets of which one has a resource of this id.
    public static IReadOnlyList<DatasetId> Candidates(Guid resource) =>
        [.. ResourceKind.All.Select(kind => new DatasetId(Mix(resource, DatasetVersion, kind.Place)))];

    public static ResourceKind? KindOf(Guid resource, Guid dataset) => ResourceKind.All.FirstOrDefault(kind => Of(dataset, kind) == resource);

    private static Guid Mix(Guid id, byte version, int place)
    {
        Span<byte> bytes = stackalloc byte[LastByte + 1];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[VersionByte] = (byte)((bytes[VersionByte] & 0x0F) | version);
        bytes[LastByte] ^= (byte)place;
        return new Guid(bytes, bigEndian: true);
    }
}
