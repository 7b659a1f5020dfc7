using Gongxin.Ui.Words;

namespace Gongxin.Catalogue.Resources.Parts;

internal static class Tones
{
    public static Tone OfShare(CodedValue? share) => OfType(share?.Code);

    public static Tone OfOpen(CodedValue? open) => OfType(open?.Code);

    public static Tone OfState(CodedValue state) => state.Code switch
    {
        "PUBLISHED" or "REGISTERED" => Tone.Good,
        "REG_PENDING" or "PUB_PENDING" => Tone.Info,
        "RETURNED" => Tone.Warn,
        "REG_REJECTED" or "PUB_REJECTED" => Tone.Bad,
        _ => Tone.Neutral,
    };

    private static Tone OfType(string? code) => code switch
    {
        "1" => Tone.Good,
        "2" => Tone.Info,
        _ => Tone.Neutral,
    };
}
