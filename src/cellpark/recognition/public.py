"""What other apps may use: rules read from files, a company judged, the outlook."""

from cellpark.recognition.files import read_company, read_data, read_recognition
from cellpark.recognition.judge import Data, Judged, Judgement, Lack, Scored, Standing, judge, standing_of
from cellpark.recognition.model import Checked, Datum, Recognition, Source, Vocabulary, Words
from cellpark.recognition.outlook import Renewal, Risk, met_from, renewal

__all__ = [
    "Checked",
    "Data",
    "Datum",
    "Judged",
    "Judgement",
    "Lack",
    "Recognition",
    "Renewal",
    "Risk",
    "Scored",
    "Source",
    "Standing",
    "Vocabulary",
    "Words",
    "judge",
    "met_from",
    "read_company",
    "read_data",
    "read_recognition",
    "renewal",
    "standing_of",
]
