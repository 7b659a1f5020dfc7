using Gongxin.Credit.Measures.Memoranda;
using Gongxin.Credit.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gongxin.Credit.Measures;

internal sealed class MeasureMaps : IEntityTypeConfiguration<JointMeasure>, IEntityTypeConfiguration<MeasureTask>
{
    private const int UsccLength = 18;
    private const int WordMax = 16;
    private const int ActorMax = 120;

    public void Configure(EntityTypeBuilder<JointMeasure> measure)
    {
        measure.ToTable("credit_measure");
        measure.HasKey(m => new { m.SubjectId, m.Id });
        measure.Property(m => m.CauseNumber).HasMaxLength(CreditRecord.NumberMax);
        measure.Property(m => m.Kind).HasConversion<string>().HasMaxLength(WordMax);
        measure.Property(m => m.SubjectUscc).HasMaxLength(UsccLength);
        measure.Property(m => m.SubjectName).HasMaxLength(CreditRecord.NameMax);
        measure.Property(m => m.BodyUscc).HasMaxLength(UsccLength);
        measure.Property(m => m.BodyName).HasMaxLength(CreditRecord.NameMax);
        measure.Property(m => m.LiftReason).HasConversion<string>().HasMaxLength(WordMax);
        measure.Property(m => m.LiftText).HasMaxLength(JointMeasure.TextMax);
        measure.HasMany(m => m.Tasks).WithOne().HasForeignKey(t => new { t.SubjectId, t.MeasureId });
        measure.HasIndex(m => new { m.SubjectId, m.MemorandumId, m.CauseId }).IsUnique().HasDatabaseName("ix_credit_measure_cause");
        measure.HasIndex(m => m.Id).HasDatabaseName("ix_credit_measure_id");
        measure.HasIndex(m => new { m.BodyId, m.InitiatedOn }).HasDatabaseName("ix_credit_measure_body");
        measure.HasIndex(m => m.MemorandumId).HasDatabaseName("ix_credit_measure_memorandum");
    }

    public void Configure(EntityTypeBuilder<MeasureTask> task)
    {
        task.ToTable("credit_measure_task");
        task.HasKey(t => new { t.SubjectId, t.MeasureId, t.Number });
        task.Property(t => t.Number).ValueGeneratedNever();
        task.Property(t => t.Measure).HasMaxLength(ListedMeasure.CodeMax);
        task.Property(t => t.Field).HasMaxLength(JointField.CodeMax);
        task.Property(t => t.Basis).HasMaxLength(Memorandum.BasisMax);
        task.Property(t => t.DepartmentUscc).HasMaxLength(UsccLength);
        task.Property(t => t.DepartmentName).HasMaxLength(CreditRecord.NameMax);
        task.Property(t => t.State).HasConversion<string>().HasMaxLength(WordMax);
        task.Property(t => t.Feedback).HasConversion<string>().HasMaxLength(WordMax);
        task.Property(t => t.Text).HasMaxLength(JointMeasure.TextMax);
        task.Property(t => t.Matter).HasMaxLength(CreditRecord.NumberMax);
        task.Property(t => t.AnsweredBy).HasMaxLength(ActorMax);
        task.Ignore(t => t.IsOpen);
        task.HasIndex(t => new { t.DepartmentId, t.State, t.DueOn }).HasDatabaseName("ix_credit_measure_task_department");
        task.HasIndex(t => new { t.State, t.DueOn }).HasDatabaseName("ix_credit_measure_task_due");
    }
}
