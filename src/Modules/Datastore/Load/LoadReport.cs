using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Datastore.Load;

/// <summary>Tells how far a load is, in bytes of the file where they can be counted.</summary>
internal sealed class LoadReport(IProgress<LoadProgress>? progress, long? fileBytes) : IProgress<SurveyProgress>
{
    public IProgress<SurveyProgress> Survey => this;

    public void Typing(long bytesRead) => progress?.Report(new LoadProgress(LoadStep.Typing, bytesRead, fileBytes));

    public void Profiling() => progress?.Report(new LoadProgress(LoadStep.Profiling, fileBytes ?? 0, fileBytes));

    void IProgress<SurveyProgress>.Report(SurveyProgress value) =>
        progress?.Report(new LoadProgress(LoadStep.Surveying, value.BytesRead, fileBytes));
}
