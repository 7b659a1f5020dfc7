using Gongxin.Ui.Words;

namespace Gongxin.Collection.Sources;

internal static class PullTones
{
    public static Tone Of(PullState state) => state switch
    {
        PullState.HandedIn or PullState.Drafted => Tone.Good,
        PullState.NeedsPerson => Tone.Warn,
        PullState.Failed => Tone.Bad,
        _ => Tone.Info,
    };
}
