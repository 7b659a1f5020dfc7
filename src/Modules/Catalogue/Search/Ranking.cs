using Gongxin.Kernel.Time;

namespace Gongxin.Catalogue.Search;

// The order of a list. How well a dataset fits is weighed by its quality and its age; what else is equal goes by slug, so
// that the order is the same everywhere and every time.
internal sealed class Ranking(IndexedDocuments documents, DatasetOrder order, DateTime now) : IComparer<Ranking.Place>
{
    private const float ForQuality = 0.12f;
    private const float ForFreshness = 0.12f;

    // What is later than it promised stands behind what fits as well and is not (decision 0017).
    private const float ForOverdue = 0.06f;

    // A version is half as fresh after a year.
    private const double HalfLifeDays = 365;

    private readonly DateOnly _today = LegalZone.LegalDay(now);

    public Place PlaceOf(int number, float score)
    {
        var facts = documents.Of(number);
        return new Place(number, order switch
        {
            DatasetOrder.Relevance => Weighed(score, facts),
            DatasetOrder.Newest => facts.PublishedTicks,
            DatasetOrder.Rows => facts.Rows,
            _ => 0,
        });
    }

    public SearchPlace Described(Place place)
    {
        var facts = documents.Of(place.Number);
        return new SearchPlace(order, place.Figure, order is DatasetOrder.Title ? facts.TitleOrder : "", facts.Slug);
    }

    // Negative when the first comes first.
    public int Compare(Place first, Place second)
    {
        var (one, other) = (documents.Of(first.Number), documents.Of(second.Number));
        return Compare(first.Figure, one.TitleOrder, one.Slug, second.Figure, other.TitleOrder, other.Slug);
    }

    public bool IsAfter(Place place, SearchPlace mark)
    {
        var facts = documents.Of(place.Number);
        return Compare(place.Figure, facts.TitleOrder, facts.Slug, mark.Figure, mark.Text, mark.Slug) > 0;
    }

    private int Compare(double figure, string title, string slug, double otherFigure, string otherTitle, string otherSlug)
    {
        var result = order is DatasetOrder.Title ? string.CompareOrdinal(title, otherTitle) : otherFigure.CompareTo(figure);
        return result != 0 ? result : string.CompareOrdinal(slug, otherSlug);
    }

    // Whole days and rounded figures: a place keeps its meaning from one page to the next.
    private double Weighed(float score, IndexedDocuments.Facts facts)
    {
        var days = Math.Max(0, (now.Date - new DateTime(facts.PublishedTicks, DateTimeKind.Utc).Date).TotalDays);
        return Math.Round(score * (1 + (ForQuality * facts.Quality) + (ForFreshness * Math.Pow(2, -days / HalfLifeDays)) - (facts.IsOverdueOn(_today) ? ForOverdue : 0)), 4);
    }

    internal readonly record struct Place(int Number, double Figure);
}
