using Gongxin.Catalogue.Datasets;

namespace Gongxin.Catalogue.Facades.Records;

// A provider as addresses and filters of façades call it. Pinyin alone is not enough: 陕西省 and 山西省 are both shan-xi-sheng.
internal sealed record ProviderName(string Title, string? TitleEn)
{
    private const int DigestLetters = 6;

    public Guid Id { get; } = StableId.Of("provider", Title);

    public string Name => Slug.From(Title).With(Id.ToString("N")[..DigestLetters]).Value;
}
