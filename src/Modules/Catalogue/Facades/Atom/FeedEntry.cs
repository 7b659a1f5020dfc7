using Gongxin.Catalogue.Metadata;

namespace Gongxin.Catalogue.Facades.Atom;

// A dataset that changed, or one of which nothing can be had any more.
internal sealed record FeedEntry(Guid Id, string Slug, DateTime At, CatalogueRecord? Record, string? Reason);
