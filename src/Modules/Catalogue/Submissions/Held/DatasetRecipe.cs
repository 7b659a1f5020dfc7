using System.Text.Json;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Tabular;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Catalogue.Submissions.Held;

internal readonly record struct DatasetRecipeId(Guid Value) : IId<DatasetRecipeId>
{
    public static DatasetRecipeId From(Guid value) => new(value);
}

// How a dataset was masked last: the next file with the same columns is masked alike before it is judged.
internal sealed class DatasetRecipe : Aggregate
{
    private DatasetRecipe()
    {
    }

    public DatasetRecipeId Id { get; private init; }
    public string Slug { get; private init; } = "";
    public string ColumnsJson { get; private set; } = "";
    public string RecipeJson { get; private set; } = "";
    public string DecidedBy { get; private set; } = "";
    public DateTime DecidedAt { get; private set; }

    public MaskingRecipe Recipe => JsonSerializer.Deserialize<MaskingRecipe>(RecipeJson, StoredJson.Options)!;

    public static DatasetRecipe Of(string slug) => new() { Id = IId<DatasetRecipeId>.New(), Slug = slug };

    public void Remember(TableSchema original, MaskingRecipe recipe, Actor by, DateTime now)
    {
        (ColumnsJson, RecipeJson) = (NamesOf(original), JsonSerializer.Serialize(recipe, StoredJson.Options));
        (DecidedBy, DecidedAt) = (by.Id, now);
    }

    public bool Fits(TableSchema schema) => ColumnsJson == NamesOf(schema);

    private static string NamesOf(TableSchema schema) => JsonSerializer.Serialize(schema.Columns.Select(c => c.Name), StoredJson.Options);

    internal sealed class Map : IEntityTypeConfiguration<DatasetRecipe>
    {
        public void Configure(EntityTypeBuilder<DatasetRecipe> recipe)
        {
            recipe.ToTable("catalogue_recipe");
            recipe.HasKey(r => r.Id);
            recipe.Property(r => r.Slug).HasMaxLength(Datasets.Slug.LengthMax);
            recipe.Property(r => r.ColumnsJson).HasMaxLength(1_000_000);
            recipe.Property(r => r.RecipeJson).HasMaxLength(HeldTable.RecipeMax);
            recipe.Property(r => r.DecidedBy).HasMaxLength(120);
            recipe.Ignore(r => r.Recipe);
            recipe.HasIndex(r => r.Slug).IsUnique().HasDatabaseName("ix_catalogue_recipe_slug");
        }
    }
}
