using System.Globalization;

namespace Gongxin.Ui.Charts.Pictures;

/// <summary>
/// Colours of a drawing. In a page they are classes, so that dark mode and print change them; in a file of its own they are the
/// values of the tokens, because nothing else gives it any.
/// </summary>
public sealed class Ink
{
    public const int Hues = 8;

    // The light tokens of tokens.css, by the names of the classes; a test keeps them equal.
    internal static readonly Dictionary<string, string> Light = new(StringComparer.Ordinal)
    {
        ["ink"] = "#1b2430",
        ["muted"] = "#5b6878",
        ["line"] = "#d9dfe6",
        ["edge"] = "#7c8896",
        ["paper"] = "#ffffff",
        ["raised"] = "#eef2f6",
        ["chart-1"] = "#0b5cad",
        ["chart-2"] = "#dd6f12",
        ["chart-3"] = "#1a9277",
        ["chart-4"] = "#54246f",
        ["chart-5"] = "#5c4100",
        ["chart-6"] = "#3b97de",
        ["chart-7"] = "#b0305f",
        ["chart-8"] = "#828e9c",
        ["map-1"] = "#e1ecf7",
        ["map-2"] = "#b4d2ed",
        ["map-3"] = "#80b3de",
        ["map-4"] = "#2d72b5",
        ["map-5"] = "#0b3d75",
    };

    private readonly bool _isFile;

    private Ink(bool isFile) => _isFile = isFile;

    public static Ink OfPage { get; } = new(false);
    public static Ink OfFile { get; } = new(true);

    public bool IsFile => _isFile;

    public static string Hue(int series) => string.Create(CultureInfo.InvariantCulture, $"chart-{series % Hues + 1}");

    public string Fill(string token) => _isFile ? $"fill=\"{Light[token]}\"" : $"class=\"fill-{token}\"";

    public string Stroke(string token) => _isFile ? $"fill=\"none\" stroke=\"{Light[token]}\"" : $"class=\"stroke-{token}\"";
}
