namespace Gongxin.Ui.Words;

/// <summary>What a badge or notice means. The words say it too: colour never stands alone.</summary>
public enum Tone
{
    Neutral,
    Info,
    Good,
    Warn,
    Bad,
}

internal static class ToneNames
{
    public static string Of(Tone tone) => tone switch
    {
        Tone.Info => "info",
        Tone.Good => "good",
        Tone.Warn => "warn",
        Tone.Bad => "bad",
        _ => "neutral",
    };
}
