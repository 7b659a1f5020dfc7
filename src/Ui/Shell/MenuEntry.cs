using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gongxin.Ui.Shell;

/// <summary>A place of the site: in the header (five at most) and in the site map.</summary>
/// <param name="Order">Places stand in ascending order.</param>
/// <param name="Href">Path of the page.</param>
/// <param name="Text">The marker class of the module's texts.</param>
/// <param name="Key">Key of the place's name in those texts; <c>KEY.About</c> is one sentence about it, for the site map.</param>
public sealed record MenuEntry(int Order, string Href, Type Text, string Key)
{
    /// <summary>Whether the header shows it; every entry is in the site map.</summary>
    public bool InHeader { get; init; }

    /// <summary>Whether robots may find it in <c>sitemap.xml</c>.</summary>
    public bool IsPublic { get; init; } = true;
}

/// <summary>An entry in the reader's language.</summary>
public sealed record MenuPlace(string Href, string Title, string About, bool IsPublic);

/// <summary>All places that the modules named.</summary>
public sealed class Menu
{
    private const int HeaderMax = 5;

    private readonly MenuEntry[] _entries;
    private readonly IStringLocalizerFactory _texts;

    public Menu(IEnumerable<MenuEntry> entries, IStringLocalizerFactory texts)
    {
        _entries = [.. entries.OrderBy(e => e.Order).ThenBy(e => e.Href, StringComparer.Ordinal)];
        _texts = texts;
        if (_entries.Count(e => e.InHeader) is var shown and > HeaderMax)
        {
            throw new InvalidOperationException($"The header has room for {HeaderMax} entries, but {shown} are registered.");
        }
    }

    public IReadOnlyList<MenuPlace> Header => [.. _entries.Where(e => e.InHeader).Select(Place)];

    public IReadOnlyList<MenuPlace> All => [.. _entries.Select(Place)];

    private MenuPlace Place(MenuEntry entry)
    {
        var texts = _texts.Create(entry.Text);
        var about = texts[entry.Key + ".About"];
        return new MenuPlace(entry.Href, texts[entry.Key], about.ResourceNotFound ? "" : about, entry.IsPublic);
    }
}

public static class MenuRegistration
{
    /// <typeparam name="TText">The marker class of the module's texts.</typeparam>
    public static IServiceCollection AddMenuEntry<TText>(
        this IServiceCollection services, int order, string href, string key, bool inHeader = false, bool isPublic = true) =>
        services.AddSingleton(new MenuEntry(order, href, typeof(TText), key) { InHeader = inHeader, IsPublic = isPublic });
}
