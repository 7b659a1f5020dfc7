namespace Gongxin.Catalogue.Facades.Records;

// What lists of records are sorted by; every list ends in the id, so that pages neither repeat nor lose a record.
internal enum RecordKey
{
    Id,
    Slug,
    Title,
    Created,
    Modified,
}

internal readonly record struct RecordOrder(RecordKey Key, bool Descending);
