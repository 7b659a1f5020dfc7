using System.Text;
using Gongxin.Contracts.Registry;
using Gongxin.Credit.Measures;
using Gongxin.Credit.Records;
using Gongxin.Credit.Standing;
using Gongxin.Credit.StopUse;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Ids;
using Gongxin.Kernel.Ledger.Merkle;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Time;

namespace Gongxin.Credit.Answers;

// Answers the questions of a batch; they are given out when they are kept.
internal sealed class AnswerChecks(SubjectsAsked asked, WhatStands standing, KeepChecks keep, PlatformSettings settings, TimeProvider clock)
{
    public async Task<IReadOnlyList<IReadOnlyList<CheckAnswer>>> RunAsync(IReadOnlyList<(CheckQuestion Question, Actor Actor)> questions, CancellationToken ct)
    {
        var subjects = await asked.FindAsync(questions.SelectMany(q => q.Question.Subjects).Distinct(StringComparer.Ordinal).ToList(), ct);
        var facts = await standing.WeighingAsync([.. subjects.Values.Select(s => s.Subject?.Id).OfType<SubjectId>().Distinct()], clock.LegalToday(), CheckAnswer.FactsMax, ct);
        var now = clock.GetUtcNow();
        var at = now.UtcDateTime.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMillisecond));
        var batch = Guid.CreateVersion7(now);
        var (answers, checks, leaves, given) = (new List<IReadOnlyList<CheckAnswer>>(questions.Count), new List<CreditCheck>(), new List<byte[]>(), new List<RecordReceipt>());
        foreach (var (question, actor) in questions)
        {
            var own = new List<CheckAnswer>(question.Subjects.Count);
            foreach (var words in question.Subjects)
            {
                var (subject, verdict) = subjects[words];
                var answer = AnswerOf(words, question, actor, subject, verdict, facts, at);
                var json = answer.ToJson();
                leaves.Add(MerkleHash.Leaf(Encoding.UTF8.GetBytes(json)));
                checks.Add(CheckOf(answer, json, subject, actor, batch, checks.Count, leaves[^1]));
                own.Add(answer);
                given.AddRange(ReceiptsOf(facts, subject, answer.Facts.Count, actor, at));
            }

            answers.Add(own);
        }

        await keep.SaveAsync(new(batch, at, checks, leaves, given), ct);
        return answers;
    }

    private CheckAnswer AnswerOf(
        string words, CheckQuestion question, Actor actor, SubjectView? subject, CheckVerdict? verdict, WeighingFacts facts, DateTime at)
    {
        var (measures, isGreen) = subject is null ? ([], false) : MeasuresInForce.For(facts.Measures[subject.Id], question.Purpose);
        var told = measures.Take(CheckAnswer.MeasuresMax).ToList();

        // Measures take the place of facts, so that an answer keeps its bound.
        var own = subject is null ? [] : facts.Facts[subject.Id].Take(CheckAnswer.FactsMax - told.Count).ToList();
        var total = subject is null ? 0 : facts.Totals.GetValueOrDefault(subject.Id);
        return new(
            CheckAnswer.KindOfAll, IId<CheckId>.New().Value, at, settings.NodeName, words, question.Purpose.ToString().ToLowerInvariant(), question.CaseNumber, actor.Id,
            verdict ?? (total > 0 ? CheckVerdict.Hit : CheckVerdict.NoHit), subject?.Uscc, subject?.Name, total, [.. own.Select(CheckFact.Of)])
        {
            Measures = told.Count > 0 ? told : null,
            MeasureCount = told.Count > 0 ? measures.Count : null,
            GreenChannel = isGreen ? true : null,
        };
    }

    private static CreditCheck CheckOf(CheckAnswer answer, string json, SubjectView? subject, Actor actor, Guid batch, int number, byte[] leaf) => new()
    {
        SubjectId = subject?.Id ?? default,
        Id = new CheckId(answer.Id),
        BatchId = batch,
        Number = number,
        Verdict = answer.Verdict,
        ActorId = actor.Id,
        OrganisationId = actor.Organisation,
        At = answer.At,
        Answer = json,
        LeafHash = leaf,
    };

    // Applications that are given records are told when these may no longer be used.
    private static IEnumerable<RecordReceipt> ReceiptsOf(WeighingFacts facts, SubjectView? subject, int told, Actor actor, DateTime at) =>
        subject is null || actor.Kind is not ActorKind.Application
            ? []
            : facts.Facts[subject.Id].Take(told).Where(f => f.IsRecord)
                .Select(f => RecordReceipt.Of(f.Subject, new RecordId(f.Id), actor, at));
}
