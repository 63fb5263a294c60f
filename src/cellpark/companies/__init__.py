"""Companies and their life: lead, visit, application, review, offer, lease, the stages of growth, graduation.

Nothing falls asleep unseen: every company has an owner and a next step. Milestones are typed once and used by stages,
recognitions and reports. Needs are records that are met, expire or stay unmet. A company leaves with a signed passport.
"""
