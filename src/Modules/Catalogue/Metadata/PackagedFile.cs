namespace Gongxin.Catalogue.Metadata;

// A data file that a description names.
internal sealed record PackagedFile(string Path)
{
    // Null while the file has not been made.
    public long? Bytes { get; init; }
    public string? Sha256 { get; init; }
}
