using System.Globalization;
using System.Linq.Expressions;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Ckan.Organizations;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Kernel.Errors;

namespace Gongxin.Catalogue.Facades.Ckan.Packages;

// A search as a condition on datasets.
internal sealed class SearchConditions(string parameter, IReadOnlyList<ProviderName> providers, TimeProvider clock)
{
    private static readonly string[] Fixed = ["state:active", "type:dataset", "dataset_type:dataset", "private:false", "capacity:public", "entity_type:package"];

    public Expression<Func<Dataset, bool>> Of(SearchNode node) => node switch
    {
        SearchNode.All all => all.Parts.Select(Of).Aggregate(Conditions.And),
        SearchNode.Any any => any.Parts.Select(Of).Aggregate(Conditions.Or),
        SearchNode.Not not => Conditions.Not(Of(not.Part)),
        SearchNode.Range range => RangeOf(range),
        SearchNode.Term term => TermOf(term),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "This kind of node is not known."),
    };

    private Expression<Func<Dataset, bool>> TermOf(SearchNode.Term term)
    {
        var value = term.Value;
        if (term is { Field: "*", IsAny: true })
        {
            return Conditions.Always;
        }

        return term.Field switch
        {
            "organization" or "owner_org" => term.IsAny ? d => d.Provider != null : ProviderIs(value),
            "groups" or "theme" or "extras_theme" => term.IsAny ? d => d.Theme != null : ThemeIs(value),
            "tags" => TagIs(term),
            "license_id" or "license" => term.IsAny ? Conditions.Always : value == "notspecified" ? d => d.Licence == null : d => d.Licence == value,
            "res_format" => Constant(term.IsAny || ResourceKind.All.Any(kind => kind.Format.Equals(value, StringComparison.OrdinalIgnoreCase))),
            "name" => NameIs(value),
            "id" => Guid.TryParse(value, out var id) ? d => d.Id == new DatasetId(id) : Constant(term.IsAny),
            "title" or "title_string" => term.IsAny ? Conditions.Always : d => d.Title.Contains(value) || (d.TitleEn != null && d.TitleEn.Contains(value)),
            "metadata_modified" or "metadata_created" => RangeOf(new SearchNode.Range(term.Field, new RangeEnd(value, true), new RangeEnd(value, true))),
            "state" or "type" or "dataset_type" or "private" or "capacity" or "entity_type" =>
                Constant(term.IsAny || Fixed.Contains($"{term.Field}:{value.ToLowerInvariant()}")),
            "site_id" => Conditions.Always,
            _ => throw Unreadable(term.Field is null ? value : $"{term.Field}:{value}"),
        };
    }

    private Expression<Func<Dataset, bool>> ProviderIs(string value)
    {
        var titles = providers.Where(p => OrganizationActions.IsCalled(p, value)).Select(p => p.Title).ToList();
        return titles.Count == 0 ? Conditions.Never : d => titles.Contains(d.Provider!);
    }

    private static Expression<Func<Dataset, bool>> ThemeIs(string value) =>
        GroupActions.CodeOf(value) is { } code ? d => d.Theme == code : Conditions.Never;

    private static Expression<Func<Dataset, bool>> TagIs(SearchNode.Term term)
    {
        var value = term.Value;
        if (term.IsAny)
        {
            return d => d.Theme != null || d.Provider != null;
        }

        return Themes.All.FirstOrDefault(code => Themes.NamesOf(code).Contains(value, StringComparer.Ordinal)) is { } theme
            ? d => d.Theme == theme || d.Provider == value || d.ProviderEn == value
            : d => d.Provider == value || d.ProviderEn == value;
    }

    private static Expression<Func<Dataset, bool>> NameIs(string value)
    {
        if (!value.EndsWith('*'))
        {
            return d => d.Slug == value;
        }

        var beginning = value[..^1];
        return d => d.Slug.StartsWith(beginning);
    }

    private Expression<Func<Dataset, bool>> RangeOf(SearchNode.Range range)
    {
        var from = range.From is { } low ? Instant(low.Value) : DateTime.MinValue;
        var to = range.To is { } high ? Instant(high.Value) : DateTime.MaxValue;
        if (range.To is null && range.From is not null)
        {
            from = RecordReads.BeforeUnderWay(from);
        }

        var (withFrom, withTo) = (range.From?.IsIncluded ?? true, range.To?.IsIncluded ?? true);
        return range.Field switch
        {
            "metadata_modified" => d => (withFrom ? d.ModifiedAt >= from : d.ModifiedAt > from) && (withTo ? d.ModifiedAt <= to : d.ModifiedAt < to),
            "metadata_created" => d => (withFrom ? d.CreatedAt >= from : d.CreatedAt > from) && (withTo ? d.CreatedAt <= to : d.CreatedAt < to),
            _ => throw Unreadable(range.Field),
        };
    }

    // ISO 8601, or Solr's NOW with a distance: NOW-7DAYS.
    private DateTime Instant(string text)
    {
        if (text.StartsWith("NOW", StringComparison.Ordinal))
        {
            return FromNow(text) ?? throw Unreadable(text);
        }

        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : throw Unreadable(text);
    }

    private DateTime? FromNow(string text)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (text == "NOW")
        {
            return now;
        }

        var distance = text.AsSpan(3);
        var digits = distance[1..].IndexOfAnyExceptInRange('0', '9');
        if (distance[0] is not ('+' or '-') || digits is < 1 or > 5 || !int.TryParse(distance.Slice(1, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        count = distance[0] == '-' ? -count : count;
        return distance[(digits + 1)..].TrimEnd('S') switch
        {
            "SECOND" => now.AddSeconds(count),
            "MINUTE" => now.AddMinutes(count),
            "HOUR" => now.AddHours(count),
            "DAY" => now.AddDays(count),
            "MONTH" when Math.Abs(count) < 12_000 => now.AddMonths(count),
            "YEAR" when Math.Abs(count) < 1000 => now.AddYears(count),
            _ => null,
        };
    }

    private static Expression<Func<Dataset, bool>> Constant(bool holds) => holds ? Conditions.Always : Conditions.Never;

    private Refusal Unreadable(string what) => CatalogueRefusals.SearchNotReadable(parameter, what);
}
