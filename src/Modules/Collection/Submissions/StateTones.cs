using Gongxin.Ui.Words;

namespace Gongxin.Collection.Submissions;

internal static class StateTones
{
    public static Tone Of(SubmissionState state) => state switch
    {
        SubmissionState.Approved or SubmissionState.Locked => Tone.Good,
        SubmissionState.Returned => Tone.Bad,
        SubmissionState.Due or SubmissionState.Draft => Tone.Warn,
        SubmissionState.HandedIn or SubmissionState.Forwarded => Tone.Info,
        _ => Tone.Neutral,
    };
}
