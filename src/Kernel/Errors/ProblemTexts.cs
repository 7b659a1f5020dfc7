using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Kernel.Errors;

/// <summary>Finds the text of a code in the resources that the modules registered; the culture decides the language.</summary>
public sealed class ProblemTexts(IEnumerable<ProblemTexts.Source> sources)
{
    private readonly Source[] _sources = [.. sources];
    private readonly ConcurrentDictionary<(string Code, string Culture), string?> _known = new();

    /// <summary>The formatted text of a code, or the code itself when no module has a text for it.</summary>
    public string Of(string code, IReadOnlyList<object> args, CultureInfo culture)
    {
        var text = _known.GetOrAdd((code, culture.Name), key => Find(key.Code, culture));
        return text is null ? code : string.Format(culture, text, [.. args]);
    }

    public string Of(Refusal refusal) => Of(refusal.Code, refusal.Args, CultureInfo.CurrentUICulture);

    public bool Has(string code, CultureInfo culture) => Find(code, culture) is not null;

    private string? Find(string code, CultureInfo culture) =>
        _sources.Select(s => s.Texts.GetString(code, culture)).FirstOrDefault(t => t is not null);

    /// <summary>The resources of one module.</summary>
    public sealed record Source(ResourceManager Texts);
}

/// <summary>Registration of a module's texts.</summary>
public static class ProblemTextsRegistration
{
    /// <typeparam name="TText">The marker class beside the module's <c>.resx</c>.</typeparam>
    public static IServiceCollection AddProblemTexts<TText>(this IServiceCollection services) =>
        services.AddSingleton(new ProblemTexts.Source(new ResourceManager(typeof(TText))));
}
