using Gongxin.Kernel.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Datasets;

// One search token of one dataset. The same plain table on both engines; a full-text index of the engines comes with
// the search over values.
internal sealed record DatasetToken(string Token, DatasetId DatasetId)
{
    public static IEnumerable<DatasetToken> Of(Dataset dataset, IEnumerable<string> columnNames)
    {
        string?[] texts = [dataset.Title, dataset.TitleEn, dataset.Summary, dataset.SummaryEn, dataset.Provider, dataset.ProviderEn, dataset.Slug, .. columnNames];
        var tokens = texts.OfType<string>().SelectMany(SearchTokens.Of)
            .Append(Pinyin.Full(dataset.Title))
            .Append(Pinyin.Initials(dataset.Title));
        return tokens.Select(Short).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).Select(t => new DatasetToken(t, dataset.Id));
    }

    private static string Short(string token) => token.Length <= SearchTokens.WordMax ? token : token[..SearchTokens.WordMax];
}

internal sealed class DatasetTokenMap : IEntityTypeConfiguration<DatasetToken>
{
    public void Configure(EntityTypeBuilder<DatasetToken> token)
    {
        token.ToTable("catalogue_dataset_token");
        token.HasKey(t => new { t.Token, t.DatasetId });
        token.Property(t => t.Token).HasMaxLength(SearchTokens.WordMax);
        token.HasIndex(t => t.DatasetId).HasDatabaseName("ix_catalogue_dataset_token_dataset");
    }
}
